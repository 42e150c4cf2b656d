# Incasso: build, demonstrate, test, measure.
.PHONY: demo build test sanitize fuzz format lint bench clean

INCASSO := .build/release/incasso

# Builds the program, imports the sample data and writes the reports to output/.
demo: build
	@scripts/demo "$(INCASSO)"

build:
	@setup/install build
	swift build -c release --product incasso

# All tests: fast ones, and slow ones that need LibreOffice, Chromium and Python. What they compute with is optimised (Package.swift).
test: export INCASSO_OPTIMISED_FIGURES = 1
test:
	@setup/install build test
	swift build --build-tests
	.venv/bin/python -m unittest discover --quiet -s benchmarks
	scripts/beside .build/fuzz.log scripts/fuzz 5 -- swift test --skip-build

# Tests of the modules with threads and unsafe memory, under the address and the thread sanitizer.
sanitize:
	@setup/install build
	scripts/sanitize

# The readers against damaged and hostile input, some seconds each, as `make test` does too; `scripts/fuzz SECONDS TARGET` for longer.
fuzz:
	@setup/install build
	scripts/fuzz 5

# The style of every source file, as CI checks it.
lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Fuzz

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests Fuzz

# Incasso side by side with DuckDB, Polars, XlsxWriter, openpyxl, calamine and plain C; all of it runs, and it fails when a goal is missed. Results: docs/performance.md.
bench: build
	@setup/install bench
	scripts/bench "$(INCASSO)" $(BENCH_FLAGS)

clean:
	rm -rf .build .venv output/* bench-data
