import {defineConfig} from 'vitest/config'

// The built program against real servers: slower than `npm test`, and skipped where a server is not installed.
export default defineConfig({
	test: {
		include: ['test/e2e/**/*.test.ts'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
})
