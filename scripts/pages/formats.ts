import {table} from './markdown.ts'

/** What each format makes of a point. */
export const formats = table(
	['`--format`', 'Holds', 'Whole numbers, yes and no', 'Text', 'Time'],
	[
		[
			'influx',
			'a line per point',
			'with the suffix `i`, 1 and 0',
			'in quotes',
			'nanoseconds; none with `--timestamp none`',
		],
		[
			'prometheus',
			'a block per field, `measurement_field`, counters with `_total`',
			'all digits, 1 and 0',
			'states and identities as labels of one `measurement_info` of value 1, free text left out',
			'none; milliseconds with `--timestamp ns`, which the textfile collector of node_exporter refuses',
		],
		[
			'graphite',
			'a line per number, `measurement.field;tag=value`',
			'all digits, 1 and 0',
			'left out',
			'seconds; -1 with `--timestamp none`, for which Carbon takes the time of arrival',
		],
		[
			'json',
			"an object per point, in the layout of Telegraf's JSON serializer",
			'all digits, 1 and 0',
			'as it is',
			'whole seconds as Telegraf prints them; nanoseconds with `--timestamp ns`; none with `--timestamp none`',
		],
		['table', 'for people; may change', 'with thousands separated, yes and no', 'as it is', 'none'],
	],
)
