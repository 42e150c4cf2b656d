# Incasso: build, demonstrate, test, measure.
.PHONY: demo build test format lint bench clean

INCASSO := .build/release/incasso

# Builds the program, imports the sample data and writes the reports to output/.
demo: build
	@scripts/demo "$(INCASSO)"

build:
	@setup/install build
	swift build -c release --product incasso

# All tests: fast ones, and slow ones that need LibreOffice, Chromium and Python.
test:
	@setup/install build test
	swift build --build-tests
	swift build --build-tests
	.venv/bin/python -m unittest discover --quiet -s benchmarks
	swift test --skip-build

# The style of every source file, as CI checks it.
lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

# Incasso side by side with DuckDB on the same file; fails when a goal is missed. Results: docs/performance.md.
bench: build
	@setup/install bench
	.venv/bin/python benchmarks/import_benchmark.py --incasso "$(INCASSO)" \
		--generate-command '{incasso} simulate --items {items} --as-of {as_of} {folder}' $(BENCH_FLAGS)

clean:
	rm -rf .build .venv output/* bench-data
