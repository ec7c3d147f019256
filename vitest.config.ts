import {defineConfig} from 'vitest/config'

export default defineConfig({
	test: {
		include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/bundle/**/*.test.ts'],
		testTimeout: 30_000,
		// Tests wait more than they reckon, so more of them at once than there are cores.
		maxWorkers: 3,
		// No module keeps state from one poll to the next, so files can share a process: half the CPU time.
		isolate: false,
	},
})
