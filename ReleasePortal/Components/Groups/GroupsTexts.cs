namespace ReleasePortal.Components.Groups;

/// <summary>Names the words of this folder: <c>GroupsTexts.resx</c>.</summary>
public sealed class GroupsTexts;
