import {defineConfig} from 'vitest/config'

export default defineConfig({
	test: {
		include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/bundle/**/*.test.ts'],
		testTimeout: 20_000,
	},
})
