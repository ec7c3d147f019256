import {sleep} from '../../clock.ts'
import {ParseError} from '../../errors.ts'
import {numeral, object, text} from '../../json.ts'
import type {HttpClient} from '../../transports/http.ts'
import {version} from '../../version.ts'
import {ask} from './login.ts'

/** Under which linestat registers. */
const APP_ID = 'fr.freebox.linestat'

/** What the box says about a request; `unknown`: it knows none, or the token was revoked. */
export type TrackStatus = 'pending' | 'granted' | 'denied' | 'timeout' | 'unknown'

export interface Requested {
	readonly appId: string
	readonly appToken: string
	readonly trackId: string
}

/** Asks for a token; from now on the box waits for a person. `path`: `/api/v16/`; `deviceName`: this machine. */
export async function requestAuthorization(
	http: HttpClient,
	path: string,
	deviceName: string,
): Promise<Requested> {
	const body = {app_id: APP_ID, app_name: 'linestat', app_version: version, device_name: deviceName}
	const answer = object(await ask(http, 'POST', `${path}login/authorize/`, {body}))
	const [appToken, trackId] = [text(answer.app_token), numeral(answer.track_id)]
	if (appToken === undefined || trackId === undefined) {
		throw new ParseError('POST login/authorize/: the answer has no app_token and track_id')
	}
	return {appId: APP_ID, appToken, trackId: trackId.toString()}
}

/** What has become of a request. */
export async function trackStatus(http: HttpClient, path: string, trackId: string): Promise<TrackStatus> {
	const answer = object(await ask(http, 'GET', `${path}login/authorize/${encodeURIComponent(trackId)}`))
	const status = text(answer.status)
	switch (status) {
		case 'pending':
		case 'granted':
		case 'denied':
		case 'timeout':
			return status
		default:
			return 'unknown'
	}
}

/**
 * Asks until the box has an answer: it must be asked until then, or the registration is void although it was accepted.
 * Ends with the signal's reason.
 */
export async function waitForDecision(
	http: HttpClient,
	path: string,
	trackId: string,
	intervalMs: number,
	signal: AbortSignal,
): Promise<Exclude<TrackStatus, 'pending'>> {
	for (;;) {
		const status = await trackStatus(http, path, trackId)
		if (status !== 'pending') return status
		await sleep(intervalMs, signal)
	}
}
