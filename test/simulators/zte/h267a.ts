import {type Answer, type Asked, envelope, hexEscaped, newId, type State, token} from './zte.ts'

/** The pages of an H267A. Without both cookies nobody logs in, and without its page no data is given. */
export function answerH267a(asked: Asked, state: State): Answer {
	const {method, path, cookies, form} = asked
	const session = cookies.get('SID') ?? ''
	const isIn = session !== '' && session === state.session
	if (method === 'POST' && path === '/') {
		if (form.get('IF_LogOff') === '1' && isIn) {
			state.session = undefined
			state.logouts += 1
			return frontPage()
		}
		if (form.get('action') === 'preempt') return preempt(asked, state)
		return logIn(asked, state, session)
	}
	if (path === '/' && isIn) state.hasLoadedMain = true
	if (path === '/') return isIn ? {body: '<html><a id="LogOffLnk">Logout</a></html>'} : frontPage()
	if (path.endsWith('/logintoken_lua.lua')) return {body: token(state.token(session))}
	if (path.startsWith('/getpage.lua')) {
		if (isIn) state.context = path
		return isIn ? {body: '<html>Status</html>'} : frontPage()
	}
	const page = state.behaviour.pages.get(path)
	if (!state.isReadyFor(session, 'AdminInternetStatus_DSL')) {
		return {status: 404, body: envelope('SessionTimeout')}
	}
	return page === undefined ? {status: 404, body: 'Not Found'} : {body: page}
}

function logIn({cookies, form}: Asked, state: State, session: string): Answer {
	if (cookies.get('_TESTCOOKIESUPPORT') !== '1' || session === '') return frontPage({error: 'No cookies'})
	if (state.isLocked) return frontPage({lockedSeconds: 60})
	if (!state.accepts(session, form.get('Username'), form.get('Password'))) {
		return state.isLocked ? frontPage({lockedSeconds: 60}) : frontPage({error: 'User information is error'})
	}
	if (state.other !== undefined) return frontPage({other: state.other})
	return loggedIn(state)
}

function preempt({form}: Asked, state: State): Answer {
	if (form.get('preempt_sessid') !== state.other) return frontPage({error: 'Nobody'})
	state.other = undefined
	return loggedIn(state)
}

const loggedIn = (state: State): Answer => ({
	status: 302,
	headers: {location: '/', 'set-cookie': `SID=${state.open()}; PATH=/; HttpOnly`},
	body: '',
})

function frontPage({error = '', lockedSeconds = 0, other = ''} = {}): Answer {
	const warning =
		other === ''
			? ''
			: `<span id="login_warn_span">Someone is logged in</span><input type="hidden" value="${other}" id="preempt_sessid">`
	return {
		headers: {'set-cookie': ['_TESTCOOKIESUPPORT=1; PATH=/', `SID=${newId()}; PATH=/; HttpOnly`]},
		body: `<html><script>
var _sessionTmpToken = "${hexEscaped('25081304')}";
var login_err_msg = "${hexEscaped(error)}";
var DiaplayLockTime = "${lockedSeconds}";
</script><form id="fLogin"><input id="Frm_Username"><input id="Frm_Password" type="password">${warning}</form></html>`,
	}
}
