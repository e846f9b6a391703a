#pragma once

namespace coracle {

/// Which rows of a long table are in the page, and how high the empty space above and below them
/// is, in rows: those in sight, and as many before and after.
///
/// The page can scroll so far only. A table of more rows than that has the height of `highest`
/// rows; what stands there is shifted by some of the rows. The shift stays while the reader moves
/// by no more than what is in sight, so that this is as smooth as elsewhere, and follows where the
/// reader goes far or to an end.
class RowWindow {
 public:
  static constexpr int highest = 250'000;

  /// So many rows, of which so many are in sight.
  void resize(int rows, int in_sight);
  /// The page was scrolled: 0 to the start, 1 to the end.
  void scroll_to(double fraction);
  /// Has the row in sight, or close to it, moving as little as possible.
  void reveal(int row);

  int first() const { return shift_ + above(); }
  int count() const;
  int above() const;
  int below() const { return height() - above() - count(); }
  bool contains(int row) const { return row >= first() && row < first() + count(); }

 private:
  int height() const { return rows_ < highest ? rows_ : highest; }
  double reach() const { return height() > in_sight_ ? height() - in_sight_ : 0; }
  void move_to(double top);
  void shift_to(double fraction);

  int rows_ = 0;
  int in_sight_ = 1;
  double top_ = 0;  // how far it is scrolled, in rows
  int shift_ = 0;
};

}  // namespace coracle
