// What ssh2 exports, as far as a client needs it.
const {AgentProtocol, BaseAgent, createAgent, OpenSSHAgent} = require('ssh2/lib/agent.js')
const Client = require('ssh2/lib/client.js')
const {parseKey} = require('ssh2/lib/protocol/keyParser.js')
const {flagsToString, OPEN_MODE, STATUS_CODE, stringToFlags} = require('ssh2/lib/protocol/SFTP.js')

module.exports = {
	AgentProtocol,
	BaseAgent,
	Client,
	createAgent,
	OpenSSHAgent,
	utils: {parseKey, sftp: {flagsToString, OPEN_MODE, STATUS_CODE, stringToFlags}},
}
