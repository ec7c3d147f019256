exports.Ajv2020 = class {
	constructor() {
		throw new Error('Schemas of conf are not part of the bundle: check values with valibot')
	}
}
