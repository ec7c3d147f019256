module.exports = () => {
	throw new Error('Not part of the bundle')
}
