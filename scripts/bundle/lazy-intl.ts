/**
 * The first `Intl` object of a process costs 13 ms and 7 MiB. These stand in for the ones that packages make while they
 * start and use only in an error message or for a wide character; the bundler replaces the names (`bundle.ts`).
 */

// Taken apart here, because the bundler would replace `Intl.ListFormat` below as everywhere else.
const {ListFormat, Segmenter} = Intl

export class LazyListFormat {
	readonly #make: () => Intl.ListFormat
	#made: Intl.ListFormat | undefined

	constructor(...args: ConstructorParameters<typeof ListFormat>) {
		this.#make = () => new ListFormat(...args)
	}

	format(list: Iterable<string>): string {
		this.#made ??= this.#make()
		return this.#made.format(list)
	}
}

export class LazySegmenter {
	readonly #make: () => Intl.Segmenter
	#made: Intl.Segmenter | undefined

	constructor(...args: ConstructorParameters<typeof Segmenter>) {
		this.#make = () => new Segmenter(...args)
	}

	segment(text: string): Intl.Segments {
		this.#made ??= this.#make()
		return this.#made.segment(text)
	}
}
