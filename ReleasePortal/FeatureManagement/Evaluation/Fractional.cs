using System.Buffers;
using System.Text;

namespace ReleasePortal.FeatureManagement.Evaluation;

/// <summary>Version 2 of flagd's <c>fractional</c>: where the hash of a text falls among weights. The same text always falls alike.</summary>
/// <param name="text">What is hashed, over its UTF-8.</param>
/// <param name="parts">What comes out, with whose bucket is below the sum of the weights up to there.</param>
internal sealed class Fractional(Logic text, (Value Outcome, int UpTo)[] parts) : Logic
{
    /// <summary>Room for a control's key and most users' on the stack.</summary>
    private const int OnStack = 256;

    public override Value For(in AskedUser user)
    {
        if (text.For(user).Text is not { } hashed)
            return Value.Nothing;

        var bucket = (int)(((ulong)Hash(hashed) * (uint)parts[^1].UpTo) >> 32);
        var index = 0;
        while (parts[index].UpTo <= bucket)
            index++;
        return parts[index].Outcome;
    }

    private static uint Hash(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= OnStack)
        {
            Span<byte> room = stackalloc byte[OnStack];
            return Murmur3.Hash(room[..Encoding.UTF8.GetBytes(text, room)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return Murmur3.Hash(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented, clearArray: true); // it held a user's key
        }
    }
}
