tracker show recal
