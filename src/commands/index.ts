export {completion} from './completion/index.ts'
export {configCheck, configNames, configPath} from './config/index.ts'
export {eventsCommand} from './events/index.ts'
export {freeboxLogout, freeboxRegister, freeboxRegisterStatus, freeboxUnregister} from './freebox/index.ts'
