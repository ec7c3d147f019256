import {rebootH1600} from '../actions/zte-h1600.ts'
import type {Model} from '../model.ts'
import {h1600} from '../zte/h1600.ts'
import {readZte} from '../zte/read.ts'

/** ZTE whose web pages have `_type` and `_tag` in their address. */
export const zteH1600: Model = {
	read: (sections, options, context) => readZte(h1600(), sections, options, context),
	actions: {reboot: rebootH1600},
}
