"""Programs that measure. Each prints ratios against a floor taken in the same run; none is a test."""
