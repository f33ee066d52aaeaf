# A thin cover of bin/plaza. PORT=8001, DEMO=0 and ARGS="…" may follow the target.
.PHONY: run test check format soak bench catalogues schema lock prepare
run test check format soak bench catalogues schema lock prepare:
	@sh bin/plaza $@ $(ARGS)
