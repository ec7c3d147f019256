module.exports = class {
	constructor() {
		throw new Error('Not part of the bundle')
	}
}
