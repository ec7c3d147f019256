import type {Model} from '../model.ts'
import {h267a} from '../zte/h267a.ts'
import {readZte} from '../zte/read.ts'

/** ZTE whose web pages end in `_lua.lua`. No capture shows how they restart it. */
export const zteH267a: Model = {
	read: (sections, options, context) => readZte(h267a, sections, options, context),
	actions: {},
}
