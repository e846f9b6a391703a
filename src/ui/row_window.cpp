#include "row_window.hpp"

#include <algorithm>
#include <cmath>

namespace coracle {

void RowWindow::resize(int rows, int in_sight) {
  rows_ = rows;
  in_sight_ = in_sight;
  shift_ = std::min(shift_, rows_ - height());
  move_to(top_);
}

void RowWindow::scroll_to(double fraction) {
  // Where nothing can be scrolled it is no number.
  fraction = fraction > 0 ? std::min(fraction, 1.0) : 0;
  const double top = fraction * reach();
  const bool is_far = std::abs(top - top_) > in_sight_;
  if (is_far || fraction == 0 || fraction == 1) shift_to(fraction);
  move_to(top);
}

void RowWindow::reveal(int row) {
  if (row < shift_ || row >= shift_ + height()) shift_to(row / std::max(rows_ - 1.0, 1.0));
  const double place = row - shift_;
  move_to(std::clamp(top_, place - in_sight_ + 1, place));
}

int RowWindow::count() const { return std::min(rows_, 3 * in_sight_ + 1); }

int RowWindow::above() const {
  return std::clamp(static_cast<int>(top_) - in_sight_, 0, height() - count());
}

void RowWindow::move_to(double top) { top_ = std::clamp(top, 0.0, reach()); }

void RowWindow::shift_to(double fraction) {
  shift_ = static_cast<int>(std::lround(fraction * (rows_ - height())));
}

}  // namespace coracle
