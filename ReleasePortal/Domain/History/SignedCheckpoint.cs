using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ReleasePortal.Domain.History;

/// <summary>A checkpoint as it is read back outside of the portal.</summary>
/// <param name="Said">What it says.</param>
/// <param name="Signed">The bytes that were signed.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER.</param>
/// <param name="Signature">In DER.</param>
public sealed record SignedCheckpoint(CheckpointStatement Said, byte[] Signed, byte[] PublicKey, byte[] Signature)
{
    /// <summary>What <see cref="Checkpoint.ToLine"/> wrote, or the same three members among others; null when it is no checkpoint.</summary>
    public static SignedCheckpoint? Read(JsonElement line)
    {
        if (line.ValueKind is not JsonValueKind.Object
            || !line.TryGetProperty("checkpoint", out var text) || CheckpointStatement.Read(text) is not { } said
            || Bytes(line, "publicKey") is not { } key || Bytes(line, "signature") is not { } signature)
            return null;
        return new SignedCheckpoint(said, Encoding.UTF8.GetBytes(text.GetRawText()), key, signature);
    }

    /// <summary>Whether the key is the one that it names, and made the signature.</summary>
    public bool Holds()
    {
        if (CheckpointStatement.IdOf(PublicKey) != Said.KeyId)
            return false;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(PublicKey, out _);
            return key.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String && value.TryGetBytesFromBase64(out var bytes) ? bytes : null;
}
