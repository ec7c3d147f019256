import os from 'node:os'
import path from 'node:path'

/** The user's home: `HOME`, else what the system's account says, as under Telegraf. Undefined for an account without. */
export function homeFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
	if (env.HOME !== undefined && path.isAbsolute(env.HOME)) return env.HOME
	return account()?.homedir
}

/** A path with `~` for the home, as it stands in files, where no shell has replaced it. */
export function expandHome(file: string, home: string | undefined): string {
	return home === undefined ? file : file.replace(/^~(?=\/|$)/, () => home)
}

/** The name of the user who runs the program. */
export function localUser(env: Readonly<Record<string, string | undefined>>): string | undefined {
	return account()?.username ?? env.USER ?? env.LOGNAME
}

function account(): os.UserInfo<string> | undefined {
	try {
		return os.userInfo()
	} catch {
		// A container may run under a number that no account has.
		return undefined
	}
}
