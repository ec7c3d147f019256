import {ParseError} from '../../errors.ts'
import {object, text} from '../../json.ts'
import type {Log} from '../../log.ts'
import type {Access} from '../firewall/access.ts'
import {formatAnswer, jsonOf, parseAnswer} from '../firewall/answer.ts'
import {failureOf} from '../firewall/failure.ts'
import {v2} from './api.ts'

const PATH = '/api/v2/auth/jwt'

/** A token that is asked for with the password, and holds for an hour: one question more in each poll. */
export function tokenAccess(authorization: string, credentials: string, log: Log): Access {
	return {
		credentials,
		async logIn(client) {
			const headers = {authorization, 'content-type': 'application/json'}
			const sent = await client.request({method: 'POST', path: PATH, headers, body: '{}'})
			const answer = parseAnswer(formatAnswer(sent))
			const what = `POST ${PATH}`
			const failure = failureOf(answer, what, {
				credentials,
				forbidden:
					'Give the user the privilege api-v2-auth-jwt-post, and turn JWT on in the settings of the API',
				missing: v2.hints.missing,
			})
			if (failure !== undefined) throw failure
			const token = text(object(jsonOf(answer, what).data).token)
			if (token === undefined) {
				throw new ParseError(`${what}: the answer has no token`, {
					hint: 'Turn JWT on in the settings of the API, or use a key',
				})
			}
			log.hide(token)
			return {authorization: `Bearer ${token}`}
		},
	}
}
