import type http from 'node:http'

/** What goes wrong with one answer. */
export type Fault =
	| 'hang'
	| 'close'
	| 'cut'
	| 'html'
	| 'empty'
	| 'flood'
	| {readonly delayMs: number}
	| {readonly status: number; readonly body?: string}
	| {readonly body: string}

/** Spoils an answer; false where the answer is to be given as usual. */
export async function spoil(fault: Fault, response: http.ServerResponse, body: string): Promise<boolean> {
	if (fault === 'hang') return true
	if (fault === 'close') {
		response.socket?.destroy()
		return true
	}
	if (fault === 'cut') {
		response.writeHead(200, {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)})
		response.write(Buffer.from(body).subarray(0, Math.floor(Buffer.byteLength(body) / 2)), () =>
			response.socket?.destroy(),
		)
		return true
	}
	if (fault === 'flood') {
		response.writeHead(200, {'content-type': 'application/json'})
		const chunk = '['.repeat(1024 * 1024)
		const more = () => {
			while (!response.destroyed && response.write(chunk));
			if (!response.destroyed) response.once('drain', more)
		}
		more()
		return true
	}
	if (fault === 'html') return answer(response, 200, '<html><body>Freebox</body></html>', 'text/html')
	if (fault === 'empty') return answer(response, 200, '')
	if ('delayMs' in fault) {
		await new Promise(resolve => setTimeout(resolve, fault.delayMs))
		return false
	}
	const status = 'status' in fault ? fault.status : 200
	return answer(response, status, fault.body ?? '<html><h1>Bad Gateway</h1></html>')
}

function answer(response: http.ServerResponse, status: number, body: string, type = 'application/json') {
	response.writeHead(status, {'content-type': type})
	response.end(body)
	return true
}
