import {promises} from 'node:dns'
import {ConnectError} from '../errors.ts'

export interface DnsQuestion {
	readonly name: string
	/** Address of a name server, with a port where it is not 53; by default those of the system. */
	readonly server?: string
	readonly signal: AbortSignal
}

/** The first IPv4 address of a name. Throws `ConnectError`, or the signal's reason. */
export async function resolveIpv4(question: DnsQuestion): Promise<string> {
	const {name} = question
	const [address] = await asking(question, resolver => resolver.resolve4(name))
	if (address !== undefined) return address
	throw new ConnectError(`${name} has no IPv4 address`, {hint: 'Check the name'})
}

/** The port of a service, as `_https._tcp.box.example`: that of its first SRV record. Throws as `resolveIpv4` does. */
export async function resolvePort(question: DnsQuestion): Promise<number> {
	const {name} = question
	const records = await asking(question, resolver => resolver.resolveSrv(name))
	const [first] = records.sort((one, other) => one.priority - other.priority)
	if (first !== undefined) return first.port
	throw new ConnectError(`${name} has no port in DNS`, {hint: 'Check the name'})
}

async function asking<T>(
	{name, server, signal}: DnsQuestion,
	ask: (resolver: promises.Resolver) => Promise<T>,
): Promise<T> {
	signal.throwIfAborted()
	const resolver = new promises.Resolver({timeout: 500, tries: 3})
	if (server !== undefined) resolver.setServers([server])
	const abort = () => resolver.cancel()
	signal.addEventListener('abort', abort, {once: true})
	try {
		return await ask(resolver)
	} catch (cause) {
		signal.throwIfAborted()
		throw new ConnectError(`The address of ${name} is not known`, {cause, hint: 'Check the name'})
	} finally {
		signal.removeEventListener('abort', abort)
	}
}
