namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Learnt constants. Written by <c>training/key/learn.py</c>, which says from what; not to be edited by hand.</summary>
internal static class KeyWeights
{
    /// <summary>Weights of a major key: bass, treble, major triads, minor triads; 12 degrees from the tonic each.</summary>
    public static ReadOnlySpan<double> Major =>
        [
            0.73347,
            -0.42566,
            0.013554,
            -0.99798,
            0.51344,
            0.61107,
            -0.087817,
            1.327,
            -0.30416,
            0.42228,
            -1.7593,
            -0.045927,
            1.7239,
            -1.8424,
            0.82522,
            -0.99244,
            1.6428,
            0.20381,
            -1.256,
            1.1625,
            0.18432,
            -0.044061,
            -1.8027,
            0.19512,
            2.6676,
            0.28085,
            -0.88208,
            -0.68133,
            -0.88953,
            0.13558,
            0.31131,
            1.9414,
            -0.071463,
            -1.3961,
            -1.3783,
            -0.42792,
            -1.0778,
            -0.074433,
            1.2872,
            0.038717,
            1.6971,
            -0.33999,
            -0.32714,
            -1.5367,
            -0.10699,
            1.6128,
            -0.10413,
            -0.67861,
        ];

    /// <summary>Weights of a minor key: bass, treble, major triads, minor triads; 12 degrees from the tonic each.</summary>
    public static ReadOnlySpan<double> Minor =>
        [
            1.0495,
            -1.2722,
            -0.24441,
            0.55607,
            -0.6191,
            0.45869,
            -0.24222,
            1.1596,
            0.95479,
            -1.3511,
            -0.41462,
            -0.034922,
            1.3747,
            -1.9373,
            0.59787,
            1.3834,
            -1.3078,
            0.27101,
            -0.49707,
            2.0773,
            -1.0663,
            -1.3742,
            0.11008,
            0.36832,
            0.54792,
            -1.2559,
            -0.28254,
            0.21873,
            -0.1716,
            -1.073,
            -0.13832,
            1.5532,
            0.49967,
            -0.6329,
            1.3793,
            -0.25456,
            3.101,
            0.020998,
            -0.70257,
            -0.58942,
            -0.60783,
            0.85207,
            -0.087709,
            -0.58758,
            -0.12947,
            -0.78429,
            -0.78795,
            -0.087197,
        ];

    /// <summary>Added to the score of each minor key.</summary>
    public const double MinorBias = 0.11939;

    /// <summary>Logistic weights of concentration, strength, clarity, variety, and the constant, for the probability that there is a key.</summary>
    public static ReadOnlySpan<double> Tonal => [8.0549, 1.3312, 1.0397, 3.0023, -10.566];

    /// <summary>Mean of the same evidence over music: what a region without a key falls short of.</summary>
    public static ReadOnlySpan<double> TonalMean => [0.61482, 3.4862, -0.44584, 1.4128];
}
