# gnuplot scaling.gp
set datafile separator ','
set terminal svg size 900,560 dynamic background rgb 'white'
set output 'scaling.svg'
set logscale xy
set format xy '10^{%L}'
set xlabel 'products of limbs in one evaluation, 3 N M n L^2'
set ylabel 'seconds'
set key outside right
varied(name, column) = strcol(1) eq name ? column : NaN
plot 'scaling.csv' every ::1 using 7:(varied('N', $9)) title 'evaluation, N varied' with linespoints pointtype 5 linecolor 1, \
  'scaling.csv' every ::1 using 7:(varied('K', $9)) title 'evaluation, K varied' with linespoints pointtype 7 linecolor 2, \
  'scaling.csv' every ::1 using 7:(varied('M', $9)) title 'evaluation, M varied' with linespoints pointtype 9 linecolor 3, \
  'scaling.csv' every ::1 using 7:(varied('digits', $9)) title 'evaluation, digits varied' with linespoints pointtype 13 linecolor 4, \
  'scaling.csv' every ::1 using 7:(varied('N', $10)) title 'solution, N varied' with linespoints pointtype 4 linecolor 1, \
  'scaling.csv' every ::1 using 7:(varied('K', $10)) title 'solution, K varied' with linespoints pointtype 6 linecolor 2, \
  'scaling.csv' every ::1 using 7:(varied('M', $10)) title 'solution, M varied' with linespoints pointtype 8 linecolor 3, \
  'scaling.csv' every ::1 using 7:(varied('digits', $10)) title 'solution, digits varied' with linespoints pointtype 12 linecolor 4, \
  5.68e-09 * x ** 0.82 title 'x^{0.82}' with lines dashtype 2 linecolor 'gray40', \
  2.36e-05 * x ** 0.62 title 'x^{0.62}' with lines dashtype 3 linecolor 'gray40'
