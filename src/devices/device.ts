import type {Clock} from '../clock.ts'
import type {OptionSpecs, OptionsOf} from '../config/options.ts'
import type {Exchange} from '../conversation.ts'
import type {After} from '../deadline.ts'
import type {Log} from '../log.ts'
import type {Measurement, Point} from '../metrics/model.ts'
import type {Points} from '../metrics/points.ts'

/**
 * A kind of device, as plain data that is cheap to load: its subcommand, options, secrets and catalogue.
 * The code that polls it comes with `load`, when the subcommand is chosen.
 */
export interface Device<O extends OptionSpecs = OptionSpecs> {
	/** The subcommand and, unless `kind` says otherwise, the tag `device`. */
	readonly name: string
	/** One line, lower case, without a full stop. */
	readonly summary: string
	/** Command lines and what each is for; the first thing in `--help`. */
	readonly examples: readonly (readonly [command: string, purpose: string])[]
	readonly argument?: ArgumentSpec
	readonly options: O
	/** Passwords and tokens by name: `password` gives `--password-file` and the other sources of `config/secrets.ts`. */
	readonly secrets?: Readonly<Record<string, SecretSpec>>
	readonly measurements: readonly Measurement[]
	/**
	 * Its points rest on what the polls before have left, and it finds its events itself: a state that cannot be used decides
	 * the exit status, and of what can be reached nothing is told beside.
	 */
	readonly restsOnState?: true
	/** Milliseconds that a poll may take where `--timeout` is not given; by default as every other device. */
	readonly timeoutMs?: number
	/** The tag `source`: the device as the user named it. Known before the poll, because failed polls carry it too. */
	source(options: OptionsOf<O>, args: readonly string[]): string
	/** The tag `device` of a subcommand for several kinds of devices. Throws `UsageError` where none was named. */
	kind?(options: OptionsOf<O>, args: readonly string[]): string
	/** All that `kind` may say. */
	readonly kinds?: readonly string[]
	load(): Promise<PollModule<O>>
}

/** Positional arguments after the subcommand, any number of them. */
export interface ArgumentSpec {
	readonly name: string
	readonly help: string
	/** What it may be, where that is a fixed set of names. */
	readonly choices?: readonly string[]
}

export interface SecretSpec {
	/** What it is, as in "login password". */
	readonly help: string
}

/** What the `poll.ts` of a device exports. */
export interface PollModule<O extends OptionSpecs = OptionSpecs> {
	/** One poll: asks the device and hands what it says to `context.add` or `context.section`. */
	poll(options: OptionsOf<O>, context: PollContext): Promise<void>
	/** What was said without what is private in this device's answers alone, for a capture. */
	withoutPeople?(exchanges: readonly Exchange[]): Promise<readonly Exchange[]>
	/** For devices with `--interval` (`config/watch.ts`): a connection that is read several times. */
	open?(options: OptionsOf<O>, args: readonly string[]): Promise<Session>
}

/** A device that can be read again and again. */
export interface Session {
	/**
	 * Takes one sample and hands it to `context.add`. The first read connects; so does the one after a failure, which
	 * means that there is one attempt per sample.
	 */
	read(context: PollContext): Promise<void>
	/** What the table shows of the last two samples, as rates instead of counters; undefined before there are two. */
	table?(): readonly Point[] | undefined
	close(): Promise<void> | void
}

/**
 * What a poll may use beside its options. It belongs to one poll of one device: a process may run many at once, so
 * polls keep nothing outside of it.
 */
export interface PollContext {
	/** Positional arguments. */
	readonly args: readonly string[]
	/** Aborts at the deadline and when the process is told to end; the reason is the error to end with. */
	readonly signal: AbortSignal
	/** Milliseconds left until the deadline, never negative. */
	remaining(): number
	/** Calls back when so many milliseconds have passed. Returns the function that cancels it. */
	readonly after: After
	readonly log: Log
	readonly clock: Clock
	readonly env: Readonly<Record<string, string | undefined>>
	/** Value of the tag `source`. */
	readonly source: string
	/** Hands over points. Tags `device` and `source` are added where the measurement has them. */
	add(points: Iterable<Point>): void
	/**
	 * The same for many points, which are made when they are printed. They are not compared with those of the poll before:
	 * what has changed in them is for the device to say.
	 */
	addMany(points: Points): void
	/** Makes the poll a failed one, although there are points to print. The first error counts. */
	fail(error: Error): void
	/**
	 * Runs a part of the poll that may fail alone: its points are kept if it succeeds, and how it went becomes a
	 * `linestat_section` point. True if it succeeded. After the deadline nothing is started any more.
	 */
	section(name: string, read: () => Promise<Iterable<Point>>): Promise<boolean>
	/**
	 * One question to the device. `ask` talks to it; under `--capture` the answer is recorded, under `--replay` the
	 * recorded answer is returned and `ask` is never called, so connections belong inside of it. Where `ask` rejects, what
	 * `heard` then says is recorded as a comment.
	 */
	exchange(question: string, ask: () => Promise<string>, heard?: () => string): Promise<string>
	/** True under `--replay`. */
	readonly replaying: boolean
	/** True under `--capture`: long answers must be handed over as a whole then. */
	readonly recording: boolean
	/** A secret by its name in `Device.secrets`; undefined where no source has it. It is hidden from the log from then on. */
	secret(name: string): Promise<string | undefined>
	/** Folder for state, made if needed; undefined where none is writable (told once, with what to do). */
	stateDir(): Promise<string | undefined>
	/** Folders in which state may be, also such that another user made and this one can only read. */
	readonly statePlaces: readonly string[]
}

/** Types the options of a device by its own declaration. */
export function defineDevice<const O extends OptionSpecs>(device: Device<O>): Device<O> {
	return device
}
