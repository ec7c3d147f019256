import type {AuthContext, AuthenticationType} from 'ssh2'
import {publicKey} from './ssh-keys.ts'

export interface SshAccount {
	readonly password?: string
	/** Public keys as in authorized_keys. */
	readonly keys?: readonly string[]
	/** Asks these one after the other by keyboard-interactive; `secret` is what each must be answered. */
	readonly prompts?: readonly {readonly prompt: string; readonly secret: string}[]
	/** Logs in without anything. */
	readonly open?: boolean
	/** Wants all of these, in this order. */
	readonly factors?: readonly AuthenticationType[]
}

/** Answers one attempt to log in. `passed` are the factors that this connection has behind it. */
export async function authenticate(
	context: AuthContext,
	account: SshAccount | undefined,
	passed: Set<AuthenticationType>,
): Promise<void> {
	const due = () => account?.factors?.find(factor => !passed.has(factor))
	const wanted = due()
	const offered = wanted === undefined ? methods(account) : [wanted]
	const isDue = wanted === undefined || wanted === context.method
	if (account === undefined || !isDue || !(await proves(context, account))) return context.reject(offered)
	if (isQuestion(context)) return context.accept()
	passed.add(context.method)
	const next = due()
	if (next === undefined) context.accept()
	else context.reject([next], true)
}

function methods(account: SshAccount | undefined): AuthenticationType[] {
	const found: AuthenticationType[] = []
	if (account?.keys !== undefined) found.push('publickey')
	if (account?.password !== undefined) found.push('password')
	if (account?.prompts !== undefined) found.push('keyboard-interactive')
	return found
}

/** A client asks whether a key would do, before it signs. */
const isQuestion = (context: AuthContext): boolean =>
	context.method === 'publickey' && context.signature === undefined

async function proves(context: AuthContext, {open, password, keys, prompts}: SshAccount): Promise<boolean> {
	switch (context.method) {
		case 'none':
			return open === true
		case 'password':
			return password !== undefined && context.password === password
		case 'publickey': {
			const {algo, data} = context.key
			const key = keys?.map(publicKey).find(one => one.getPublicSSH().equals(data))
			if (key === undefined || key.type !== algo.replace(/^rsa-sha2-\d+$/, 'ssh-rsa')) return false
			const {signature, blob, hashAlgo} = context
			return signature === undefined || (blob !== undefined && key.verify(blob, signature, hashAlgo))
		}
		case 'keyboard-interactive': {
			for (const {prompt, secret} of prompts ?? []) {
				const answers = await new Promise<string[]>(answered =>
					context.prompt([{prompt, echo: false}], answered),
				)
				if (answers[0] !== secret) return false
			}
			return prompts !== undefined
		}
		default:
			return false
	}
}
