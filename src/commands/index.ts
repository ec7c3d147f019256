export {completion} from './completion/index.ts'
export {configCheck, configNames, configPath} from './config/index.ts'
