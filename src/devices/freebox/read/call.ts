import {flag, type Json, object, objects, text} from '../../../json.ts'
import {type Point, point} from '../../../metrics/model.ts'
import {freeboxCall, freeboxCallAccount, freeboxCalls} from '../metrics/call.ts'
import {amount, identity, instant} from './values.ts'

/** `call/account/` */
export function readAccount(result: Json): Point[] {
	const number = text(object(result).phone_number)
	return [point(freeboxCallAccount, {phone_number: number}, {call_phone_number: number})]
}

/** `call/log/` */
export function readCalls(result: Json): Point[] {
	const calls = objects(result)
	const counts = new Map<string, {calls: number; unseen: number}>(
		['missed', 'accepted', 'outgoing'].map(type => [type, {calls: 0, unseen: 0}]),
	)
	const points: Point[] = []
	for (const call of calls) {
		const type = text(call.type)
		const count = counts.get(type ?? '')
		if (count !== undefined) {
			count.calls++
			if (flag(call.new)) count.unseen++
		}
		// 0 stands for a number that is in no contact.
		const contact = instant(call.contact_id)
		const tags = {
			call: identity(call.id),
			call_number: text(call.number),
			call_name: text(call.name),
			call_type: type,
			call_line_id: identity(call.line_id),
			call_contact_id: contact?.toString(),
		}
		points.push(
			point(freeboxCall, tags, {
				call_duration: amount(call.duration),
				call_datetime: instant(call.datetime),
				call_contact_id: contact,
			}),
		)
	}
	for (const [type, count] of counts) points.push(point(freeboxCalls, {type}, count))
	return points
}
