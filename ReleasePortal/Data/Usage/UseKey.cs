using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReleasePortal.Data.Usage;

/// <summary>What is counted apart.</summary>
/// <param name="Control">The control's key; empty for everything at once.</param>
/// <param name="Environment">The environment's key.</param>
/// <param name="KeyId">The application's API key.</param>
/// <param name="Way">How it asks.</param>
/// <param name="Variant">The variant's key; empty for an error.</param>
public readonly record struct UseKey(string Control, string Environment, Guid KeyId, Asking Way, string Variant)
{
    /// <summary>No use of anything: since when there has been counting.</summary>
    public static UseKey Counting { get; } = new("", "", Guid.Empty, Asking.ByName, "");

    /// <summary>
    /// A number made from the rest, so that every portal knows it without asking the store: 64 bits of SHA-256. No part may
    /// contain what separates them.
    /// </summary>
    public long Id
    {
        get
        {
            var text = string.Join('\n', Control, Environment, KeyId.ToString("N"), Way.ToString(), Variant);
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
            return BinaryPrimitives.ReadInt64LittleEndian(hash);
        }
    }

    /// <summary>That an application took everything there is, whatever it does with it.</summary>
    public static UseKey OfEverything(string environment, Guid keyId, Asking way) => new("", environment, keyId, way, "");
}
