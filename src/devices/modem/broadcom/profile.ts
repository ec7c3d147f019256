/** The VDSL2 profile as Broadcom's driver writes it, as `Profile 17a`. `BrcmPriv1` is its name for what became 35b. */
export function driverProfile(text: string | undefined): string | undefined {
	const name = text?.trim().replace(/^Profile\s+/i, '') ?? ''
	if (!/^\w+$/.test(name)) return undefined
	return /^BrcmPriv1$/i.test(name) ? '35b' : name.toLowerCase()
}
