export {ifstat} from './ifstat/index.ts'
