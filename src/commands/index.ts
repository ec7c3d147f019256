export {configPath} from './config/index.ts'
