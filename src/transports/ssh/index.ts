export {openSsh} from './connect.ts'
export {NoSftpError, NoSuchFileError} from './sftp.ts'
export type {ExecResult, FileStat, Limits, RemoteFile, SshConnection, SshContext} from './types.ts'
