import {AuthError, ConfigError} from '../../errors.ts'
import type {Origin} from '../../transports/origin.ts'
import {credentialsFile, type Registration, readRegistrations} from './credentials.ts'

export interface Registered {
	readonly registration: Registration | undefined
	/** The file that was looked into, if there is one. */
	readonly file: string | undefined
}

/** The registration with a box, if there is one. */
export function findRegistration(
	named: string | undefined,
	places: readonly string[],
	box: string,
): Registered {
	const file = credentialsFile(named, places)
	return {registration: file === undefined ? undefined : readRegistrations(file).get(box), file}
}

/** A registration that a poll can use. Throws what is missing, and what to do. */
export function usable(
	{registration, file}: Registered,
	box: string,
	protocol: Origin['protocol'] = 'https:',
): Registration {
	// Without its scheme an endpoint is asked over TLS, which one that speaks plain HTTP does not answer.
	const endpoint = protocol === 'http:' ? `http://${box}` : box
	const again = `Run linestat freebox register --endpoint ${endpoint}`
	if (registration === undefined) {
		const where = file === undefined ? '' : ` in ${file}`
		throw new ConfigError(`There is no registration with ${box}${where}`, {hint: again})
	}
	switch (registration.status) {
		case 'granted':
			return registration
		case 'pending':
			throw new AuthError(`The registration with ${box} has not been accepted at the box`, {
				hint: `${again} again and press > on the box`,
			})
		case 'denied':
			throw new AuthError(`The registration with ${box} was refused at the box`, {hint: again})
		case 'timeout':
			throw new AuthError(`Nobody accepted the registration with ${box} at the box`, {hint: again})
	}
}
