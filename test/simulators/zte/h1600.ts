import {type Answer, type Asked, envelope, hexEscaped, newId, type State, token} from './zte.ts'

const json = (fields: Readonly<Record<string, unknown>>, headers: Answer['headers'] = {}): Answer => ({
	headers,
	body: JSON.stringify(fields),
})

/** The pages of an H1600. Data pages without a login or without their page say so with HTTP 200. */
export function answerH1600(asked: Asked, state: State): Answer {
	const {method, path, cookies, form} = asked
	const session = cookies.get('SID') ?? ''
	const isIn = session !== '' && session === state.session
	const query = new URLSearchParams(path.replace(/^\/\??/, ''))
	switch (query.get('_tag')) {
		case 'login_entry':
			return method === 'POST' ? logIn(asked, state, session) : entry(state)
		case 'login_token':
			return {body: token(state.token(session))}
		case 'logout_entry':
			if (isIn && form.get('IF_LogOff') === '1') {
				state.session = undefined
				state.logouts += 1
			}
			return json({sess_token: 'x', logout: isIn})
		case 'dslWanStatus':
		case 'rebootAndReset':
			if (isIn) state.context = query.get('_tag') ?? ''
			if (state.behaviour.needsMainPage && !state.hasLoadedMain) return {body: envelope('SessionTimeout')}
			return {body: `<script>_sessionTmpToken = "${hexEscaped('menu-token')}";</script>`}
		case 'devmgr_restartmgr_lua.lua':
			return restart(asked, state, isIn)
	}
	if (path === '/') {
		if (isIn) state.hasLoadedMain = true
		return {body: '<html>main page</html>'}
	}
	const page = state.behaviour.pages.get(path)
	if (!state.isReadyFor(session, 'dslWanStatus')) return {body: envelope('SessionTimeout')}
	return page === undefined ? {status: 404, body: 'Not Found'} : {body: page}
}

/** The token of the login page, which the login must carry. */
const PAGE_TOKEN = 'mGZ3QkVOlU2sfB1xJe0t'

function entry(state: State): Answer {
	return json(
		{
			lockingTime: state.isLocked ? 42 : 0,
			sess_token: PAGE_TOKEN,
			promptMsg: '',
			loginErrMsg: '',
			loginErrType: '',
		},
		{'set-cookie': `SID=${newId()}; PATH=/; HttpOnly`},
	)
}

function logIn({form}: Asked, state: State, session: string): Answer {
	if (state.isStale || form.get('_sessionTOKEN') !== PAGE_TOKEN) {
		state.isStale = false
		return json({
			lockingTime: -1,
			promptMsg: 'The page has expired, please login again.',
			login_need_refresh: false,
		})
	}
	if (!state.accepts(session, form.get('Username'), form.get('Password'))) {
		return json({
			lockingTime: state.isLocked ? 60 : 0,
			loginErrMsg: 'User information is error, please input again.',
			promptMsg: `You have login failed for ${state.failures} times continuously. `,
			loginErrType: '1',
			sess_token: 'next',
			login_need_refresh: false,
		})
	}
	if (state.other !== undefined) {
		return json({
			lockingTime: 0,
			promptMsg: 'Another user has already logged in.',
			loginErrType: '2',
			login_need_refresh: false,
		})
	}
	const usual = {sess_token: 'session-token', login_need_refresh: true, loginErrType: ''}
	return json(state.behaviour.loginAnswer ?? usual, {'set-cookie': `SID=${state.open()}; PATH=/; HttpOnly`})
}

function restart({method, form}: Asked, state: State, isIn: boolean): Answer {
	const isGood = isIn && method === 'POST' && state.context === 'rebootAndReset'
	if (!isGood || form.get('_sessionTOKEN') !== 'menu-token' || form.get('IF_ACTION') !== 'Restart') {
		return {body: envelope('SessionTimeout')}
	}
	state.reboots += 1
	return {body: envelope('SUCC')}
}
