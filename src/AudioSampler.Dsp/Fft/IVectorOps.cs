namespace AudioSampler.Dsp.Fft;

/// <summary>The few operations that the transform needs of a vector of floats, so that its passes are written once for every width.</summary>
/// <typeparam name="TVector">A hardware vector, or a single float.</typeparam>
internal interface IVectorOps<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector: 1, 4 or 8.</summary>
    static abstract int Width { get; }

    static abstract TVector Load(ref float source);

    static abstract void Store(TVector value, ref float destination);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a·b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>a·b − c.</summary>
    static abstract TVector MultiplySubtract(TVector a, TVector b, TVector c);

    /// <summary>The lanes from last to first.</summary>
    static abstract TVector Reverse(TVector value);

    /// <summary>Splits 2·Width floats into those at even and those at odd places.</summary>
    static abstract void LoadPairs(ref float source, out TVector even, out TVector odd);

    /// <summary>The opposite of <see cref="LoadPairs"/>.</summary>
    static abstract void StorePairs(TVector even, TVector odd, ref float destination);

    /// <summary>Writes lane i of the four vectors side by side at 4i.</summary>
    static abstract void StoreTransposed(TVector a, TVector b, TVector c, TVector d, ref float destination);

    /// <summary>Writes the i-th group of four lanes of the four vectors side by side at 16i. Not for a width of 1.</summary>
    static abstract void StoreGroupsOfFour(TVector a, TVector b, TVector c, TVector d, ref float destination);
}
