using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Similarity;

/// <summary>Arithmetic on vectors of signed bytes, as wide as the processor takes them.</summary>
internal static class ByteVectors
{
    /// <summary>Lengths of rows are multiples of this, so that no vector is cut.</summary>
    public const int Alignment = 64;

    /// <summary>Scalar product.</summary>
    /// <param name="row">One vector; a multiple of <see cref="Alignment"/> long.</param>
    /// <param name="query">The other, no value below -127.</param>
    public static int Dot(ReadOnlySpan<sbyte> row, ReadOnlySpan<sbyte> query)
    {
        ReadOnlySpan<Vector<sbyte>> rows = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(row);
        ReadOnlySpan<Vector<sbyte>> queries = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(query);
        Vector<int> sum = Vector<int>.Zero;
        for (int i = 0; i < rows.Length && i < queries.Length; i++)
        {
            Vector.Widen(rows[i], out Vector<short> rowLow, out Vector<short> rowHigh);
            Vector.Widen(queries[i], out Vector<short> queryLow, out Vector<short> queryHigh);

            // Two products of at most 127 x 127 fit into 16 bits together.
            Vector<short> products = (rowLow * queryLow) + (rowHigh * queryHigh);
            Vector.Widen(products, out Vector<int> low, out Vector<int> high);
            sum += low + high;
        }

        return Vector.Sum(sum);
    }

    /// <summary>Sum of the squares of the differences.</summary>
    /// <param name="a">One vector; a multiple of 32 long.</param>
    /// <param name="b">The other.</param>
    public static int SquaredDistance(ReadOnlySpan<sbyte> a, ReadOnlySpan<sbyte> b)
    {
        ReadOnlySpan<Vector<sbyte>> left = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(a);
        ReadOnlySpan<Vector<sbyte>> right = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(b);
        Vector<int> sum = Vector<int>.Zero;
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            Vector.Widen(left[i], out Vector<short> leftLow, out Vector<short> leftHigh);
            Vector.Widen(right[i], out Vector<short> rightLow, out Vector<short> rightHigh);
            sum += Squares(leftLow - rightLow) + Squares(leftHigh - rightHigh);
        }

        return Vector.Sum(sum);

        static Vector<int> Squares(Vector<short> differences)
        {
            Vector.Widen(differences, out Vector<int> low, out Vector<int> high);
            return (low * low) + (high * high);
        }
    }

    /// <summary>Values as bytes, by a scale.</summary>
    public static void Quantise(ReadOnlySpan<float> values, float perUnit, Span<sbyte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            bytes[i] = (sbyte)Math.Clamp(MathF.Round(values[i] * perUnit), -sbyte.MaxValue, sbyte.MaxValue);
        }
    }
}
