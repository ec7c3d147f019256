import {promises} from 'node:dns'
import {ConnectError} from '../errors.ts'

export interface DnsQuestion {
	readonly name: string
	/** Address of a name server, with a port where it is not 53; by default those of the system. */
	readonly server?: string
	readonly signal: AbortSignal
}

/** The first IPv4 address of a name. Throws `ConnectError`, or the signal's reason. */
export async function resolveIpv4({name, server, signal}: DnsQuestion): Promise<string> {
	signal.throwIfAborted()
	const resolver = new promises.Resolver({timeout: 500, tries: 3})
	if (server !== undefined) resolver.setServers([server])
	const abort = () => resolver.cancel()
	signal.addEventListener('abort', abort, {once: true})
	try {
		const [address] = await resolver.resolve4(name)
		if (address !== undefined) return address
	} catch (cause) {
		signal.throwIfAborted()
		throw new ConnectError(`The address of ${name} is not known`, {cause, hint: 'Check the name'})
	} finally {
		signal.removeEventListener('abort', abort)
	}
	throw new ConnectError(`${name} has no IPv4 address`, {hint: 'Check the name'})
}
