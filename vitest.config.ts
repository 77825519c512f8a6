import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/redis.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Tajik has no plural rules in ICU: Node then takes the host's language. One for all machines.
    env: { LANG: 'C.UTF-8' },
  },
})
