"""Numbers as they are said aloud."""

from decimal import Decimal

import pytest

from loaders.intake.spelling import LIMIT, spelled

SAID = """
0 | không | zero
5 | năm | five
10 | mười | ten
15 | mười lăm | fifteen
21 | hai mươi mốt | twenty-one
24 | hai mươi tư | twenty-four
105 | một trăm linh năm | one hundred and five
110 | một trăm mười | one hundred and ten
1000 | một nghìn | one thousand
1005 | một nghìn không trăm linh năm | one thousand and five
1234 | một nghìn hai trăm ba mươi tư | one thousand two hundred and thirty-four
34871 | ba mươi tư nghìn tám trăm bảy mươi mốt | thirty-four thousand eight hundred and seventy-one
125000 | một trăm hai mươi lăm nghìn | one hundred and twenty-five thousand
1.234 | một phẩy hai ba bốn | one point two three four
1.050 | một phẩy không năm không | one point zero five zero
-34.871 | âm ba mươi tư phẩy tám bảy một | minus thirty-four point eight seven one
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_a_number_is_said_as_people_say_it(line):
    value, vi, en = line.split(" | ")
    assert (spelled(Decimal(value), "vi"), spelled(Decimal(value), "en")) == (vi, en)


def test_a_number_too_large_to_be_said_is_refused():
    with pytest.raises(ValueError, match="1000000"):
        spelled(Decimal(LIMIT), "vi")
