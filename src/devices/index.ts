export {draytek} from './draytek/index.ts'
export {freebox} from './freebox/index.ts'
export {ifstat} from './ifstat/index.ts'
