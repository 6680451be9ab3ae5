using System.Runtime.InteropServices;

namespace AudioSampler.Catalog.Search.Table;

/// <summary>Rows by a number of the catalogue. Several rows may have the same one, as the copies of a file have that of their audio.</summary>
internal sealed class RowNumbers
{
    private const int PageBits = 12;

    private readonly List<int[]?> pages = [];
    private readonly List<int> before = [];

    /// <summary>Gives the next row its number; zero for none.</summary>
    public void Add(long number)
    {
        int row = before.Count;
        if (number == 0)
        {
            before.Add(-1);
            return;
        }

        int page = (int)(number >> PageBits);
        while (pages.Count <= page)
        {
            pages.Add(null);
        }

        int[] slots = pages[page] ??= new int[1 << PageBits];
        ref int slot = ref slots[(int)number & ((1 << PageBits) - 1)];
        before.Add(slot - 1);
        slot = row + 1;
    }

    /// <summary>The last row with a number, -1 when there is none.</summary>
    public int Last(long number)
    {
        long page = number >> PageBits;
        return number > 0 && page < pages.Count && pages[(int)page] is { } slots ? slots[(int)number & ((1 << PageBits) - 1)] - 1 : -1;
    }

    /// <summary>The row before this one with the same number, -1 when there is none.</summary>
    public int Before(int row) => CollectionsMarshal.AsSpan(before)[row];
}
