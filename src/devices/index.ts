export {draytek} from './draytek/index.ts'
export {ifstat} from './ifstat/index.ts'
