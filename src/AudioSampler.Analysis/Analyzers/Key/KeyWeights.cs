namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Learnt constants. Written by <c>training/key/learn.py</c>, which says from what; not to be edited by hand.</summary>
internal static class KeyWeights
{
    /// <summary>Weights of a major key: bass, treble, major triads, minor triads; 12 degrees from the tonic each.</summary>
    public static ReadOnlySpan<double> Major =>
        [
            0.52792,
            -0.51201,
            -0.077103,
            -0.94095,
            0.45213,
            0.58574,
            0.042499,
            1.1355,
            0.079907,
            0.25848,
            -1.6542,
            0.10208,
            1.5206,
            -1.4803,
            0.66266,
            -0.76647,
            1.4899,
            0.057485,
            -1.0964,
            1.016,
            0.25281,
            -0.23035,
            -1.6613,
            0.23534,
            2.6727,
            0.18883,
            -1.1113,
            -0.81638,
            -0.97773,
            0.12421,
            0.8432,
            1.7417,
            0.11673,
            -1.5287,
            -1.5675,
            0.073644,
            -1.1871,
            -0.11873,
            1.4016,
            0.22719,
            1.4869,
            -0.35803,
            -0.46523,
            -1.5604,
            0.10125,
            1.6479,
            0.15703,
            -1.092,
        ];

    /// <summary>Weights of a minor key: bass, treble, major triads, minor triads; 12 degrees from the tonic each.</summary>
    public static ReadOnlySpan<double> Minor =>
        [
            0.92581,
            -1.2647,
            -0.26684,
            0.46728,
            -0.61014,
            0.38091,
            -0.0074875,
            1.163,
            0.8242,
            -1.3399,
            -0.53965,
            0.26747,
            1.3114,
            -1.922,
            0.5566,
            1.351,
            -1.2878,
            0.13717,
            -0.24364,
            1.9576,
            -1.0328,
            -1.4028,
            0.035859,
            0.53933,
            0.46101,
            -1.3151,
            -0.39686,
            0.18493,
            -0.14783,
            -1.1412,
            -0.028531,
            1.3819,
            0.54196,
            -0.64028,
            1.3122,
            0.028339,
            3.1477,
            0.042166,
            -0.7524,
            -0.70144,
            -0.68323,
            0.90972,
            0.15027,
            -0.66205,
            -0.24478,
            -0.86736,
            -0.82307,
            0.24396,
        ];

    /// <summary>Added to the score of each minor key.</summary>
    public const double MinorBias = -0.27174;

    /// <summary>Logistic weights of concentration, strength, clarity, variety, and the constant, for the probability that there is a key.</summary>
    public static ReadOnlySpan<double> Tonal => [8.4585, 1.2388, 0.88126, 3.0942, -10.635];

    /// <summary>Mean of the same evidence over music: what a region without a key falls short of.</summary>
    public static ReadOnlySpan<double> TonalMean => [0.61454, 3.4867, -0.46888, 1.4162];

    /// <summary>Logistic weights of the log odds of the best key and of the log of the seconds, and the constant, for the probability that the best key is right.</summary>
    public static ReadOnlySpan<double> Confidence => [1.1057, 0.90243, -2.0399];
}
