using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Some of the rows of a table, a bit each.</summary>
internal sealed class RowSet
{
    private const int Bits = 64;

    private ulong[] words;

    /// <summary>None of the rows.</summary>
    /// <param name="length">Rows of the table.</param>
    public RowSet(int length)
    {
        Length = length;
        words = new ulong[(length + Bits - 1) / Bits];
    }

    /// <summary>Rows of the table, whether they are in the set or not.</summary>
    public int Length { get; private set; }

    private Span<ulong> Used => words.AsSpan(0, (Length + Bits - 1) / Bits);

    /// <summary>How many rows are in the set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>Whether a row is in it.</summary>
    public bool this[int row]
    {
        get => (words[row / Bits] >> (row % Bits) & 1) != 0;
        set
        {
            if (value)
            {
                words[row / Bits] |= 1UL << (row % Bits);
            }
            else
            {
                words[row / Bits] &= ~(1UL << (row % Bits));
            }
        }
    }

    /// <summary>Adds a row to the table, and to the set.</summary>
    public void Grow()
    {
        if (Length == words.Length * Bits)
        {
            Array.Resize(ref words, Math.Max(16, words.Length * 2));
        }

        this[Length++] = true;
    }

    /// <summary>The rows whose values are so.</summary>
    /// <typeparam name="T">What the rows hold.</typeparam>
    /// <typeparam name="TTest">A structure, so that the test becomes part of the loop.</typeparam>
    public static RowSet Where<T, TTest>(ReadOnlySpan<T> values, TTest test)
        where TTest : struct, IRowTest<T>
    {
        var found = new RowSet(values.Length);
        for (int at = 0; at < found.words.Length; at++)
        {
            ReadOnlySpan<T> some = values[(at * Bits)..Math.Min((at + 1) * Bits, values.Length)];
            ulong word = 0;
            for (int bit = 0; bit < some.Length; bit++)
            {
                word |= (test.Holds(some[bit]) ? 1UL : 0) << bit;
            }

            found.words[at] = word;
        }

        return found;
    }

    /// <summary>The same, some values at a time.</summary>
    /// <typeparam name="T">What the rows hold: numbers of 8 bits or more.</typeparam>
    /// <typeparam name="TTest">A structure, so that the test becomes part of the loop.</typeparam>
    public static RowSet WhereVector<T, TTest>(ReadOnlySpan<T> values, TTest test)
        where T : struct
        where TTest : struct, IVectorTest<T>
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            return Where(values, test);
        }

        var found = new RowSet(values.Length);
        ref T first = ref MemoryMarshal.GetReference(values);
        int whole = values.Length / Bits;
        for (int at = 0; at < whole; at++)
        {
            ulong word = 0;
            for (int bit = 0; bit < Bits; bit += Vector256<T>.Count)
            {
                Vector256<T> some = Vector256.LoadUnsafe(ref first, (nuint)((at * Bits) + bit));
                word |= (ulong)test.Holds(some).ExtractMostSignificantBits() << bit;
            }

            found.words[at] = word;
        }

        for (int row = whole * Bits; row < values.Length; row++)
        {
            found[row] = test.Holds(values[row]);
        }

        return found;
    }

    /// <summary>The rows of another table that belong to one of these.</summary>
    /// <param name="owners">The row here that each row there belongs to.</param>
    public RowSet Spread(ReadOnlySpan<int> owners)
    {
        var spread = new RowSet(owners.Length);
        ulong[] own = words;
        for (int row = 0; row < owners.Length; row++)
        {
            int owner = owners[row];
            spread.words[row / Bits] |= (own[owner / Bits] >> (owner % Bits) & 1) << (row % Bits);
        }

        return spread;
    }

    /// <summary>Keeps those that are in another set of the same table too.</summary>
    public RowSet And(RowSet other)
    {
        TensorPrimitives.BitwiseAnd<ulong>(Used, other.Used, Used);
        return this;
    }

    /// <summary>Adds those of another set of the same table.</summary>
    public RowSet Or(RowSet other)
    {
        TensorPrimitives.BitwiseOr<ulong>(Used, other.Used, Used);
        return this;
    }

    /// <summary>All others of the table.</summary>
    public RowSet Not()
    {
        TensorPrimitives.OnesComplement<ulong>(Used, Used);
        if (Length % Bits != 0)
        {
            Used[^1] &= (1UL << (Length % Bits)) - 1;
        }

        return this;
    }

    /// <summary>A set of its own with the same rows.</summary>
    public RowSet Copy()
    {
        var copy = new RowSet(Length);
        Used.CopyTo(copy.words);
        return copy;
    }

    /// <summary>The rows in the set, in order.</summary>
    public int[] ToArray()
    {
        int[] rows = new int[Count];
        int count = 0;
        for (int at = 0; at < words.Length; at++)
        {
            for (ulong word = words[at]; word != 0; word &= word - 1)
            {
                rows[count++] = (at * Bits) + BitOperations.TrailingZeroCount(word);
            }
        }

        return rows;
    }
}
