module.exports = {
	auto() {
		throw new Error('HTTP/2 is not part of the bundle')
	},
}
