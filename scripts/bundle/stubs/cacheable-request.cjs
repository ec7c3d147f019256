// The cache of got: linestat keeps no answers. got asks of each failure whether it is one of the cache.
module.exports = class {
	constructor() {
		throw new Error('The cache of got is not part of the bundle')
	}
}
module.exports.CacheError = class extends Error {}
