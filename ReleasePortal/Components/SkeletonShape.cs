namespace ReleasePortal.Components;

public enum SkeletonShape
{
    Cards,
    Rows,
    Text,
}
