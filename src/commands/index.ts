export {configCheck, configPath} from './config/index.ts'
