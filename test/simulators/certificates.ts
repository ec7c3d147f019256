import {createHash, generateKeyPairSync, randomBytes} from 'node:crypto'
import forge from 'node-forge'

export interface Certificate {
	readonly key: string
	readonly cert: string
	/** `AB:CD:...` */
	readonly fingerprint: string
}

export interface CertificateRequest {
	/** Common name. */
	readonly name: string
	/** DNS names and addresses. */
	readonly names?: readonly string[]
	readonly issuer?: Certificate
	readonly validDays?: number
}

/** A new certificate: an authority where it has no names, else for a server. Signed by itself without an issuer. */
export function createCertificate({name, names, issuer, validDays = 30}: CertificateRequest): Certificate {
	const pair = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs1', format: 'pem'},
	})
	const certificate = forge.pki.createCertificate()
	certificate.publicKey = forge.pki.publicKeyFromPem(pair.publicKey)
	// Neither negative nor with a zero too many, which OpenSSL refuses.
	certificate.serialNumber = `4a${randomBytes(8).toString('hex')}`
	const day = 86_400_000
	certificate.validity.notBefore = new Date(Date.now() - 60 * day)
	certificate.validity.notAfter = new Date(Date.now() + validDays * day)
	const subject = [{name: 'commonName', value: name}]
	const signer = issuer === undefined ? undefined : forge.pki.certificateFromPem(issuer.cert)
	certificate.setSubject(subject)
	certificate.setIssuer(signer?.subject.attributes ?? subject)
	certificate.setExtensions(names === undefined ? authority : server(names))
	certificate.sign(forge.pki.privateKeyFromPem(issuer?.key ?? pair.privateKey), forge.md.sha256.create())
	const cert = forge.pki.certificateToPem(certificate)
	return {key: pair.privateKey, cert, fingerprint: fingerprintOf(cert)}
}

const authority = [
	{name: 'basicConstraints', cA: true, critical: true},
	{name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true},
	{name: 'subjectKeyIdentifier'},
]

/** Like those of real boxes, without Authority Key Identifier. */
const server = (names: readonly string[]) => [
	{name: 'basicConstraints', cA: false},
	{name: 'extKeyUsage', serverAuth: true},
	{
		name: 'subjectAltName',
		altNames: names.map(name => (/^[\d.]+$/.test(name) ? {type: 7, ip: name} : {type: 2, value: name})),
	},
]

function fingerprintOf(pem: string): string {
	const der = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64')
	const hex = createHash('sha256').update(der).digest('hex').toUpperCase()
	return hex.replace(/..(?!$)/g, '$&:')
}
